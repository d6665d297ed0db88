import type { BoundaryFault } from '@ntm/shared/boundaries/check-boundaries'

/** What is wrong with a file of boundaries, a line each: which feature, which unit, and what to do about it. */
export function tellFault(fault: BoundaryFault, nameOf: (code: string) => string | undefined): string {
  switch (fault.kind) {
    case 'notCollection':
      return 'Tệp không phải GeoJSON kiểu FeatureCollection.'
    case 'noFeatures':
      return 'Tệp không có đối tượng (feature) nào.'
    case 'otherSystem':
      return 'Tệp ghi hệ tọa độ khác WGS 84 (EPSG:4326). Hãy xuất lại theo kinh độ, vĩ độ WGS 84.'
    case 'tooManyFeatures':
      return `Tệp có quá nhiều đối tượng; tối đa ${fault.most.toLocaleString('vi-VN')}.`
    case 'tooManyPoints':
      return `Tệp có quá nhiều điểm; tối đa ${fault.most.toLocaleString('vi-VN')}. Hãy giản lược trước khi nạp.`
    case 'noCode':
      return `Đối tượng ${fault.feature}: không có mã đơn vị. Dùng --code-property nếu mã nằm ở thuộc tính khác.`
    case 'missing':
      return `Thiếu ${fault.codes.length} đơn vị: ${fault.codes.map((code) => `${nameOf(code) ?? ''} (${code})`).join(', ')}.`
    case 'unknownUnit':
      return `Đối tượng ${fault.feature}: mã ${fault.code} không phải xã, phường, thị trấn nào của tỉnh vào ngày áp dụng.`
    default:
      return `Đối tượng ${fault.feature}, ${nameOf(fault.code) ?? ''} (${fault.code}): ${tellShape(fault)}`
  }
}

/** About one unit and its shape. */
type ShapeFault = Extract<BoundaryFault, { code: string }>

function tellShape(fault: ShapeFault): string {
  switch (fault.kind) {
    case 'duplicate':
      return 'đơn vị này có hai lần; hãy gộp thành một MultiPolygon.'
    case 'noPolygon':
      return 'không có hình Polygon hay MultiPolygon.'
    case 'noArea':
      return 'hình không có diện tích.'
    case 'openRing':
      return `vòng ${fault.ring} chưa khép kín: điểm cuối phải trùng điểm đầu.`
    case 'shortRing':
      return `vòng ${fault.ring} có ít hơn 4 điểm.`
    case 'noPosition':
      return `vòng ${fault.ring} có điểm không phải là số.`
    case 'inMetres':
      return `tọa độ ${fault.at.join(', ')} có vẻ là mét (VN-2000). Hãy chuyển sang kinh độ, vĩ độ WGS 84.`
    case 'swapped':
      return `tọa độ ${fault.at.join(', ')} có vẻ bị đảo: GeoJSON ghi kinh độ trước, vĩ độ sau.`
    case 'outside':
      return `tọa độ ${fault.at.join(', ')} nằm ngoài Việt Nam.`
    case 'crossing':
      return `đường ranh giới tự cắt nhau gần ${fault.at.join(', ')}.`
    case 'unknownUnit':
      return 'không có vào ngày áp dụng.'
  }
}
