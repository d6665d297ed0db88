import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { LARGEST_FILE } from '@ntm/shared/imports/limits'
import type { ImportView } from '@ntm/shared/imports/wire'
import { useI18n } from '@/i18n/useI18n'
import { sendForm } from '@/api/send-form'
import { useFormats } from '@/i18n/useFormats'
import { useSubmission, type FormFault } from '@/ui/useSubmission'

const MEGABYTE = 1024 * 1024

/** Sends files to be checked, one after the other, tells how much has gone out, and leads to what becomes of them. */
export function useSending() {
  const { t } = useI18n()
  const format = useFormats()
  const router = useRouter()
  const cache = useQueryClient()
  /** Share that has gone out; null while nothing is sent. */
  const share = ref<number | null>(null)
  /** Files of the last sending that got through, where there were several. */
  const sentCount = ref(0)
  let bytes = 0
  const submission = useSubmission({
    // On a weak network nobody should wait minutes for this answer.
    check: () =>
      bytes <= LARGEST_FILE
        ? []
        : [
            {
              message: t('imports.send.tooLarge', {
                size: format.value.number(Math.ceil((bytes / MEGABYTE) * 10) / 10),
                most: LARGEST_FILE / MEGABYTE,
              }),
            },
          ],
  })

  async function send(files: readonly File[], fields: Readonly<Record<string, string>> = {}): Promise<void> {
    sentCount.value = 0
    const faults: FormFault[] = []
    const sent: string[] = []
    for (const [index, file] of files.entries()) {
      bytes = file.size
      await submission.submit(async () => {
        const tell = (part: number) => void (share.value = (index + part) / files.length)
        tell(0)
        sent.push((await sendOne(file, fields, tell)).id)
      })
      const of = files.length === 1 ? '' : `${file.name}: `
      faults.push(...submission.errors.value.map((fault) => ({ ...fault, message: of + fault.message })))
    }
    bytes = 0
    share.value = null
    submission.errors.value = faults
    const [id] = sent
    if (files.length === 1 && id !== undefined) await router.push({ name: 'import', params: { id } })
    else {
      // Also what seemed to be lost may have arrived.
      sentCount.value = sent.length
      await cache.invalidateQueries({ queryKey: ['imports'] })
      if (sent.length > 0 && faults.length === 0) await router.push({ name: 'imports' })
    }
  }

  function sendOne(file: File, fields: Readonly<Record<string, string>>, onProgress: (share: number) => void) {
    const form = new FormData()
    // Fields first: the service knows what a file is for before it comes.
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', file)
    return sendForm<ImportView>('imports', form, { query: { dryRun: true }, onProgress })
  }

  return { ...submission, share, sentCount, send }
}
