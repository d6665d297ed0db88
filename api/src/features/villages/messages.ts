export const sameName = (fullName: string): string => `Xã đã có ${fullName} vào ngày này.`
export const outsideCommune = 'Ngày nằm ngoài thời gian của xã.'
export const afterEnd = 'Ngày bắt đầu nằm sau ngày thôn kết thúc.'
export const beforeBeginning = 'Ngày cuối cùng nằm trước ngày thôn bắt đầu.'
export const endedAlready = 'Thôn này đã kết thúc.'
export const onRecord =
  'Thôn đã có số liệu trong kỳ đã tổng hợp nên tên, loại và ngày bắt đầu không đổi được. Đổi tên theo quyết định thì kết thúc thôn này và lập thôn mới.'
export const recordAfter = (period: string): string =>
  `Thôn có số liệu trong kỳ ${period} đã tổng hợp; ngày cuối cùng không thể trước ngày cuối kỳ đó.`
export const unknownSuccessor = (code: string): string =>
  `Xã không có thôn “${code}” vào ngày sau ngày cuối cùng; hãy lập thôn mới trước.`
export const hardshipOverlaps = 'Quyết định này chồng lên một quyết định bắt đầu sau đó.'
export const hardshipReversed = 'Ngày cuối nằm trước ngày đầu.'
