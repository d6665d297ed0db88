import type { Config } from '../config.js'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'

const DEMO_ACCOUNTS = [
  ['admin', 'quản trị hệ thống'],
  ['vpdp', 'Văn phòng Điều phối nông thôn mới tỉnh'],
  ['ubnd', 'lãnh đạo Ủy ban nhân dân tỉnh'],
  ['so.<mã>', 'sở, ban, ngành, ví dụ so.snnptnt, so.skhdt, so.syt'],
  ['huyen.<mã>', 'huyện, thành phố, ví dụ huyen.615 (huyện Đắk Hà)'],
  ['xa.<mã>', 'xã, ví dụ xa.23512 (xã Đắk Mar)'],
  ['mttq', 'Mặt trận Tổ quốc Việt Nam tỉnh'],
] as const

/** What the operator reads when the service is ready. */
export function greet(
  address: string,
  { demo, seconds, advice = [] }: { demo: boolean; seconds: number; advice?: readonly string[] },
): string {
  const accounts = DEMO_ACCOUNTS.map(([name, who]) => `    ${name.padEnd(12)} ${who}`)
  return [
    '',
    `  Nông thôn mới Kon Tum đã sẵn sàng sau ${seconds.toFixed(1).replace('.', ',')} giây:  ${address}`,
    `  Tài liệu API: ${address}/api/docs`,
    ...(demo ? ['', `  Dữ liệu minh họa. Tài khoản, mật khẩu chung ${DEMO_PASSWORD}:`, ...accounts] : []),
    ...(advice.length > 0 ? ['', ...advice.map((line) => `  Lưu ý: ${line}`)] : []),
    '',
    '  Dừng: Ctrl-C',
    '',
  ].join('\n')
}

/** What an operator should still see to; nothing here keeps the service from running. */
export function advise({ production, publicUrl }: Pick<Config, 'production' | 'publicUrl'>): string[] {
  if (!production || publicUrl !== undefined) return []
  return [
    'chưa đặt NTM_PUBLIC_URL. /.well-known/oauth-authorization-server chỉ cho máy khách địa chỉ mà chính yêu cầu nêu ra.',
  ]
}
