import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createQueryClient } from './api/query-client'
import App from './App.vue'
import { i18n } from './i18n/i18n'
import { bringFonts } from './navigation/late-fonts'
import { keepPages } from './navigation/service-worker'
import { createAppRouter } from './router'
import { usePreferencesStore } from './stores/preferences'

const app = createApp(App)
app.use(createPinia())
void usePreferencesStore().apply()
app.use(i18n)
const queryClient = createQueryClient()
app.use(VueQueryPlugin, { queryClient })
const router = createAppRouter()
app.use(router)
app.mount('#app')
void bringFonts(router.isReady(), queryClient)
if (import.meta.env.PROD) void keepPages()
