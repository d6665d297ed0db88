import { expect, test } from 'vitest'
import { describeDevice } from './describe-device.js'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 13; SM-A536E) AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  [`${WINDOWS} Chrome/126.0.0.0 Safari/537.36`, 'Chrome trên máy tính Windows'],
  [`${WINDOWS} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'Microsoft Edge trên máy tính Windows'],
  [`${WINDOWS} coc_coc_browser/117.0 Chrome/111.0.0.0 Safari/537.36`, 'Cốc Cốc trên máy tính Windows'],
  [`${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`, 'Chrome trên điện thoại hoặc máy tính bảng Android'],
  [`${IPHONE} Version/17.4 Mobile/15E148 Safari/604.1`, 'Safari trên iPhone'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox trên máy tính Linux'],
  ['curl/8.5.0', 'Thiết bị không rõ'],
  ['Dart/3.4 (Android 14)', 'Ứng dụng trên điện thoại hoặc máy tính bảng Android'],
  [null, 'Thiết bị không rõ'],
])('%s is called “%s”', (userAgent, name) => {
  expect(describeDevice(userAgent)).toBe(name)
})
