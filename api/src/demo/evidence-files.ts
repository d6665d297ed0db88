import { createHash } from 'node:crypto'
import { cleanFileName } from '@ntm/shared/evidence/file-name'
import type { MediaType } from '@ntm/shared/evidence/file-kinds'

/** A document of the demonstration, with the file it is on and where it is attached. */
export interface DemoDocument {
  name: string
  mediaType: MediaType
  bytes: Buffer
  /** SHA-256, hex. */
  hash: string
  thumbnail: Buffer | null
  said: { number?: string; issuedOn?: string; issuer?: string; validFrom?: string; validTo?: string }
  /** Measure, or criterion as a whole, by month. */
  places: readonly { period: string; measure?: string; criterion?: number }[]
}

const MONTHS = ['2019-06', '2019-07'] as const
/** Hills, a field and a concrete road, or a school; drawn, since no photograph is ours to give. */
const ROAD = `<rect width="1200" height="900" fill="#bcd9ea"/><path d="M0 480 260 250 520 460 820 210 1200 470V900H0z" fill="#7fa177"/>
  <path d="M0 560h1200v340H0z" fill="#a9bf6b"/><path d="M540 560h60l300 340H330z" fill="#c9c4b8"/><path d="M568 560h6l12 340h-40z" fill="#f4f1e6"/>`
const SCHOOL = `<rect width="1200" height="900" fill="#d6e6ee"/><path d="M0 640h1200v260H0z" fill="#b9c98c"/>
  <path d="M220 360h760v300H220z" fill="#f2dca4"/><path d="M180 370 600 210l420 160z" fill="#b4532f"/><path d="M540 500h120v160H540z" fill="#6d5138"/>
  <path d="M290 440h150v90H290zm470 0h150v90H760z" fill="#8fb6c8"/>`

/** The documents of xã Đắk Mar; drawn when they are loaded. */
export async function drawDemoDocuments(): Promise<DemoDocument[]> {
  return [
    {
      ...keep('Biên bản nghiệm thu đường thôn 3.pdf', 'application/pdf', writePdf('Bien ban nghiem thu duong thon 3')),
      said: { number: '14/BB-UBND', issuedOn: '2019-06-12', issuer: 'UBND xã Đắk Mar' },
      places: MONTHS.map((period) => ({ period, measure: '2.1' })),
    },
    {
      ...(await draw('Đường trục thôn 3.jpg', ROAD)),
      said: { issuedOn: '2019-06-10' },
      places: MONTHS.map((period) => ({ period, criterion: 2 })),
    },
    {
      ...(await draw('Trường mầm non.jpg', SCHOOL)),
      said: { issuedOn: '2019-07-04' },
      places: [{ period: '2019-07', criterion: 5 }],
    },
    {
      ...keep('Kết quả kiểm nghiệm mẫu nước.pdf', 'application/pdf', writePdf('Ket qua kiem nghiem mau nuoc')),
      // Lapses within a month of the day on which the demonstration begins.
      said: {
        ...{ number: '112/KQ-TTYT', issuedOn: '2018-08-10', issuer: 'Trung tâm Y tế huyện Đắk Hà' },
        ...{ validFrom: '2018-08-10', validTo: '2019-08-10' },
      },
      places: MONTHS.map((period) => ({ period, criterion: 17 })),
    },
  ]
}

function keep(name: string, mediaType: MediaType, bytes: Buffer, thumbnail: Buffer | null = null) {
  return {
    name: cleanFileName(name),
    mediaType,
    bytes,
    hash: createHash('sha256').update(bytes).digest('hex'),
    thumbnail,
  }
}

async function draw(name: string, shapes: string) {
  const { default: sharp } = await import('sharp')
  const picture = sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">${shapes}</svg>`),
  )
  const thumbnail = await picture.clone().resize(240).webp({ quality: 70 }).toBuffer()
  return keep(name, 'image/jpeg', await picture.jpeg({ quality: 85 }).toBuffer(), thumbnail)
}

/** One page with two lines. The letters that every program has know no Vietnamese signs. */
function writePdf(title: string): Buffer {
  const page = `BT /F1 20 Tf 60 760 Td (${title}) Tj 0 -32 Td /F1 12 Tf (Tep minh hoa - demonstration) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${page.length}>>stream\n${page}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1')
}
