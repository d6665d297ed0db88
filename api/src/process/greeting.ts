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
export function greet(address: string, { demo, seconds }: { demo: boolean; seconds: number }): string {
  const accounts = DEMO_ACCOUNTS.map(([name, who]) => `    ${name.padEnd(12)} ${who}`)
  return [
    '',
    `  Nông thôn mới Kon Tum đã sẵn sàng sau ${seconds.toFixed(1).replace('.', ',')} giây:  ${address}`,
    `  Tài liệu API: ${address}/api/docs`,
    ...(demo ? ['', `  Dữ liệu minh họa. Tài khoản, mật khẩu chung ${DEMO_PASSWORD}:`, ...accounts] : []),
    '',
    '  Dừng: Ctrl-C',
    '',
  ].join('\n')
}
