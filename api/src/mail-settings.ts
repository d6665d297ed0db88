/** How digests are sent by mail. */
export interface MailSettings {
  /** Of the mail server, with what signs in there: `smtps://user:password@host:465`. */
  smtpUrl: string
  from: string
  /** Where links lead. */
  publicUrl: string
}

interface Given {
  NTM_SMTP_URL?: string
  NTM_MAIL_FROM?: string
  NTM_PUBLIC_URL?: string
}

/** Undefined when mail is off; a half of the settings is a fault, put into `faults`. */
export function readMailSettings(given: Given, faults: string[]): MailSettings | undefined {
  const { NTM_SMTP_URL: smtpUrl, NTM_MAIL_FROM: from, NTM_PUBLIC_URL: publicUrl } = given
  if (smtpUrl === undefined && from === undefined) return undefined
  if (smtpUrl === undefined || from === undefined || publicUrl === undefined) {
    faults.push('NTM_SMTP_URL, NTM_MAIL_FROM: gửi thư cần đặt cả hai cùng NTM_PUBLIC_URL (liên kết trong thư)')
    return undefined
  }
  if (!URL.canParse(smtpUrl)) {
    faults.push('NTM_SMTP_URL: phải có dạng smtps://người_dùng:mật_khẩu@máy:cổng')
    return undefined
  }
  return { smtpUrl, from, publicUrl }
}
