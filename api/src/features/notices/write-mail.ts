import type { NoticeKind } from '@ntm/shared/reminders/list-notices'
import type { Digest } from './digests.js'
import type { FoundNotice } from './queries.js'

const WORDS: Readonly<Record<NoticeKind, (notice: FoundNotice) => string>> = {
  returned: (n) => `Phiếu ${month(n)} bị trả lại: cần sửa và gửi lại`,
  due: (n) => `${day(n.deadline)} là hạn nộp phiếu ${month(n)}: ${n.unit.fullName} chưa gửi`,
  dueSoon: (n) => `Sắp đến hạn nộp phiếu ${month(n)}, ${day(n.deadline)}: ${n.unit.fullName} chưa gửi`,
  reopeningEnds: (n) => `Phiếu ${month(n)} chỉ mở lại đến hết ngày ${day(n.deadline)} và chưa gửi`,
  late: (n) => `${n.unit.fullName} chưa gửi phiếu ${month(n)}, hạn nộp ${day(n.deadline)}`,
  lateStill: (n) => `${n.unit.fullName} vẫn chưa gửi phiếu ${month(n)}, hạn nộp ${day(n.deadline)}`,
  verificationWaiting: (n) =>
    `${n.indicators ?? 0} chỉ tiêu trong phiếu ${month(n)} của ${n.communes ?? 0} xã chờ ngành xác nhận`,
  evidenceLapsing: (n) => `Có minh chứng của ${n.unit.fullName} hết hiệu lực sau ngày ${day(n.deadline)}: cần thay`,
  evidenceFault: (n) => `Có tệp minh chứng của ${n.unit.fullName} bị mất hoặc bị thay đổi ở nơi lưu trữ: cần tải lại`,
}

export interface Mail {
  subject: string
  text: string
  html: string
}

/** The digest of a day, by unit. @param publicUrl - Where links lead. */
export function writeMail({ displayName, notices }: Digest, on: string, publicUrl: string): Mail {
  const address = `${publicUrl}/thong-bao`
  const units = new Map<string, string[]>()
  for (const notice of notices) {
    const { kind, unit, parent } = notice
    const { fullName } = (kind === 'late' || kind === 'lateStill') && parent ? parent : unit
    units.set(fullName, [...(units.get(fullName) ?? []), `${WORDS[kind](notice)}.`])
  }
  const lead = `Kính gửi ${displayName}. Có ${notices.length} thông báo mới đến ngày ${day(on)}:`
  const foot = 'Đổi địa chỉ hoặc thôi nhận thư: trang Bảo mật tài khoản của hệ thống.'
  const groups = [...units].map(([unit, lines]) => ({ unit, lines }))
  const text = groups.map(({ unit, lines }) => [unit, ...lines.map((line) => `- ${line}`)].join('\n'))
  const html = groups.map(
    ({ unit, lines }) => `<h2>${escape(unit)}</h2><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
  )
  return {
    subject: `Nông thôn mới Kon Tum: ${notices.length} thông báo ngày ${day(on)}`,
    text: [lead, ...text, `Xem và xử lý: ${address}`, foot].join('\n\n'),
    html:
      `<!doctype html><html lang="vi"><body><p>${escape(lead)}</p>${html.join('')}` +
      `<p><a href="${escape(address)}">Xem và xử lý</a></p><p><small>${escape(foot)}</small></p></body></html>`,
  }
}

function month({ period }: FoundNotice): string {
  return `tháng ${Number(period.slice(5))}/${period.slice(0, 4)}`
}

function day(text: string | null): string {
  return text?.split('-').reverse().join('/') ?? ''
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
