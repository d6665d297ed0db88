import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createQueryClient } from './api/query-client'
import App from './App.vue'
import { bringFonts } from './navigation/late-fonts'
import { keepPages } from './navigation/service-worker'
import { createAppRouter } from './router'
import { usePreferencesStore } from './stores/preferences'

const app = createApp(App)
app.use(createPinia())
void usePreferencesStore().apply()
const queryClient = createQueryClient()
app.use(VueQueryPlugin, { queryClient })
const router = createAppRouter()
app.use(router)
app.mount('#app')
void bringFonts(router.isReady(), queryClient)
if (import.meta.env.PROD) void keepPages()
