import type { VerificationView } from '@ntm/shared/verifications/wire'

const place = (kind: 'commune' | 'district', code: string, name: string) => {
  const type = kind === 'commune' ? 'xã' : 'huyện'
  return { uid: code, code, kind, type, name, fullName: `${kind === 'commune' ? 'Xã' : 'Huyện'} ${name}` } as const
}

export const DISTRICTS = { north: place('district', '611', 'Ngọc Hồi'), centre: place('district', '615', 'Đắk Hà') }

interface Told extends Partial<Omit<VerificationView, 'unit'>> {
  /** Its code. */
  unit?: string
  name?: string
}

/** What a commune answers to an indicator of the department of health, which nobody has looked at. */
export function buildRow({ unit = '23512', name = 'Đắk Mar', ...told }: Told = {}): VerificationView {
  const indicator = told.indicator ?? '15.3'
  return {
    unit: place('commune', unit, name),
    parent: DISTRICTS.centre,
    period: '2019-07',
    revision: 1,
    status: 'submitted',
    submittedAt: '2019-07-12T02:00:00.000Z',
    agency: 'syt',
    state: 'waiting',
    verdict: null,
    outdated: false,
    reason: null,
    by: null,
    at: null,
    verdictOf: null,
    allowed: true,
    values: [
      {
        ...{ measure: indicator, value: 24.5, lastMonth: 26, numerator: 49, denominator: 200, notApplicable: false },
        threshold: { comparator: '<=', value: 26.7, confirmed: true },
        note: 'Theo kết quả cân đo quý II.',
        result: 'met',
      },
    ],
    ...told,
    indicator,
  }
}
