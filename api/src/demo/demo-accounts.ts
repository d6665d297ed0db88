import type { Role } from '@ntm/shared/access/roles'
import { AGENCIES } from '@ntm/shared/units/data/agencies'
import { nameInSentence } from '@ntm/shared/units/name-in-sentence'
import { DEMO_COMMUNES, DEMO_DISTRICTS, PROVINCE } from './demo-communes.js'

/** Of every demonstration account; the pages that offer them print it. */
export const DEMO_PASSWORD = 'NongThonMoi@2019'

export interface DemoAccount {
  username: string
  displayName: string
  role: Role
  /** `uid` of the unit that the role is held for. */
  unit: string | null
  /** Code of the agency that the role is held for. */
  agency: string | null
}

export function listAccounts(): DemoAccount[] {
  return [
    { username: 'admin', displayName: 'Quản trị hệ thống', role: 'administrator', unit: null, agency: null },
    ofUnit('vpdp', 'Văn phòng Điều phối nông thôn mới tỉnh', 'provincialOffice', PROVINCE),
    ofUnit('ubnd', 'Lãnh đạo UBND tỉnh Kon Tum', 'provincialLeadership', PROVINCE),
    ofUnit('mttq', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'observer', PROVINCE),
    ...AGENCIES.map(({ code, name }) => ({
      username: `so.${code}`,
      displayName: `Cán bộ ${name}`,
      role: 'departmentOfficer' as const,
      unit: null,
      agency: code,
    })),
    ...DEMO_DISTRICTS.map((district) =>
      ofUnit(
        districtUsername(district),
        `Cán bộ nông thôn mới ${nameInSentence(district)}`,
        'districtOfficer',
        district.uid,
      ),
    ),
    ...DEMO_COMMUNES.map((commune) =>
      ofUnit(
        communeUsername(commune),
        `Cán bộ nông thôn mới ${nameInSentence(commune)}`,
        'communeOfficer',
        commune.uid,
      ),
    ),
  ]
}

export function communeUsername({ code }: { code: string }): string {
  return `xa.${code}`
}

export function districtUsername({ code }: { code: string }): string {
  return `huyen.${code}`
}

function ofUnit(username: string, displayName: string, role: Role, unit: string): DemoAccount {
  return { username, displayName, role, unit, agency: null }
}
