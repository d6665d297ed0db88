import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, test } from 'vitest'
import { featureRoutes } from './feature-routes'
import { matchPath } from './match-path'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    ...featureRoutes.map(({ route }) => route),
    { path: '/:path(.*)*', name: 'notFound', component: { render: () => null }, meta: { title: 'none' } },
  ],
})

/** The first route whose pattern fits, which is what `bringPage` takes. */
function findName(path: string) {
  return featureRoutes.find(({ route }) => matchPath(route.path, path))?.route.name ?? 'notFound'
}

test.each([
  '/',
  '/dang-nhap',
  '/tong-quan',
  '/tong-quan/62',
  '/tong-quan/62/',
  '/Tong-Quan/62',
  '/tong-quan/6x',
  '/tong-quan/62/x',
  '/phieu',
  '/phieu/23311/2019-07',
  '/phieu/23311/2019-07/lich-su',
  '/phieu/23311/2019-7',
  '/phieu/23311/2019-07/thon/18.5',
  '/duyet/23311/2019-07',
  '/xa/23311',
  '/thon/23311',
  '/thon/23311/23311-01',
  '/thon/23311/danh-sach',
  '/bo-tieu-chi/cong-bo',
  '/bo-tieu-chi/xa-2016-2020',
  '/bo-tieu-chi/xa-2016-2020/so-lieu/9.2',
  '/excel/cac-nam-truoc',
  '/excel/0b5f',
  '/may-khach/moi',
  '/may-khach/ntm_ab12',
  '/nhat-ky/ho-so/sheet/23311/2019-07',
  '/khong-co',
])('%s is the page that vue-router finds', (path) => {
  const resolved = router.resolve(path)
  expect(findName(path)).toBe(resolved.name)
})

test('parameters are read as vue-router reads them, and text left out is empty', () => {
  const { path } = featureRoutes.find(({ route }) => route.name === 'overview')?.route ?? { path: '' }
  expect(matchPath(path, '/tong-quan/62')).toEqual({ unit: '62' })
  expect(matchPath(path, '/tong-quan')).toEqual({ unit: '' })
  expect(matchPath('/tai-khoan/ho-so/:username', '/tai-khoan/ho-so/%C4%91%E1%BA%AFk')).toEqual({ username: 'đắk' })
  expect(matchPath('/tai-khoan/ho-so/:username', '/tai-khoan/ho-so/%E1%BA')).toEqual({ username: '%E1%BA' })
})
