import { ProblemError } from '@/api/problem-error'
import { useSubmission } from '@/ui/useSubmission'

const FIELDS: Readonly<Record<string, string>> = { '/code': 'set-code', '/validFrom': 'set-from' }

/** Sends a file; each fault leads to its field, or names its place in the file. */
export function useFileSubmission() {
  const submission = useSubmission({ fieldOf: (pointer) => FIELDS[pointer] })

  async function submit(send: () => Promise<unknown>): Promise<boolean> {
    let refusal: ProblemError | undefined
    const isDone = await submission.submit(() =>
      send().catch((failure: unknown) => {
        if (failure instanceof ProblemError) refusal = failure
        throw failure
      }),
    )
    if (refusal && refusal.fields.length > 0) {
      submission.errors.value = refusal.fields.map(({ message, pointer }) => ({
        message: FIELDS[pointer] ? message : `${message} (${pointer})`,
        fieldId: FIELDS[pointer],
      }))
    }
    return isDone
  }

  return { ...submission, submit }
}
