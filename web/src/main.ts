import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createQueryClient } from './api/query-client'
import App from './App.vue'
import { untilShown } from './navigation/first-shown'
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
const isShown = untilShown(router.isReady(), queryClient)
const hasFonts = bringFonts(isShown)
// The worker fetches every page there is: first what is on show, its fonts, then all the rest.
if (import.meta.env.PROD) void Promise.all([isShown, hasFonts]).then(keepPages)
