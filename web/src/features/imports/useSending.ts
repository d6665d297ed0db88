import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { LARGEST_FILE } from '@ntm/shared/imports/limits'
import type { ImportView } from '@ntm/shared/imports/wire'
import { sendForm } from '@/api/send-form'
import { useFormats } from '@/i18n/useFormats'
import { useSubmission } from '@/ui/useSubmission'

const MEGABYTE = 1024 * 1024

/** Sends a file to be checked, tells how much of it has gone out, and leads to what becomes of it. */
export function useSending() {
  const { t } = useI18n()
  const format = useFormats()
  const router = useRouter()
  /** Share that has gone out; null while nothing is sent. */
  const share = ref<number | null>(null)
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

  async function send(file: File, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    bytes = file.size
    await submission.submit(async () => {
      share.value = 0
      const form = new FormData()
      // Fields first: the service knows what a file is for before it comes.
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', file)
      const query = { dryRun: true }
      const sent = await sendForm<ImportView>('imports', form, { query, onProgress: (part) => (share.value = part) })
      await router.push({ name: 'import', params: { id: sent.id } })
    })
    bytes = 0
    share.value = null
  }

  return { ...submission, share, send }
}
