import type { NoticeView } from '@ntm/shared/reminders/wire'

const place = (kind: 'commune' | 'district', code: string, type: string, name: string) => {
  const fullName = `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`
  return { uid: code, code, kind, type, name, fullName }
}
export const DISTRICT = place('district', '615', 'huyện', 'Đắk Hà')
export const COMMUNE = place('commune', '23512', 'xã', 'Đắk Mar')

/** A commune that is reminded on the due day of July 2019. */
export const build = (told: Partial<NoticeView> = {}): NoticeView => ({
  ...{ id: 1, kind: 'due', unit: COMMUNE, parent: DISTRICT, period: '2019-07', saidOn: '2019-07-25', daysLate: 0 },
  ...{ deadline: '2019-07-25', communes: null, indicators: null, isRead: false },
  ...told,
})
