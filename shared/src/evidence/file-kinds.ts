/** What evidence can be: its type, the endings its name may have, and whether it is a picture. */
export const FILE_KINDS = [
  { mediaType: 'application/pdf', endings: ['pdf'], isPicture: false },
  { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], isPicture: true },
  { mediaType: 'image/png', endings: ['png'], isPicture: true },
  { mediaType: 'image/webp', endings: ['webp'], isPicture: true },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
    isPicture: false,
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
    isPicture: false,
  },
  { mediaType: 'application/vnd.oasis.opendocument.text', endings: ['odt'], isPicture: false },
  { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'], isPicture: false },
  { mediaType: 'application/msword', endings: ['doc'], isPicture: false },
  { mediaType: 'application/vnd.ms-excel', endings: ['xls'], isPicture: false },
] as const

export type FileKind = (typeof FILE_KINDS)[number]
export type MediaType = FileKind['mediaType']

export function kindOf(mediaType: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind.mediaType === mediaType)
}

/** The ending of a name in small letters, without its dot; empty where it has none. */
export function endingOf(name: string): string {
  return /\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
