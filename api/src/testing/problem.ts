import { expect } from 'vitest'
import type { Problem } from '@ntm/shared/problems/wire'
import type { Test } from './app.js'

/** Words that would tell a stranger how the service is made: code, SQL, packages, versions. */
const LEAKS = /\bat .+:\d+:\d+|node_modules|select .+ from|insert into|postgres|fastify|drizzle|relation "|SQLSTATE/i
const VIETNAMESE = /[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export interface ExpectedProblem {
  status: number
  code: string
  /** Pointers of `errors`, in any order. */
  pointers?: string[]
}

type Answer = Awaited<Test>

/** Holds a refusal to the problem document of the contract, and gives it back for closer looks. */
export function expectProblem(answer: Answer, { status, code, pointers }: ExpectedProblem): Problem {
  const given = { status: answer.status, code: (answer.body as Partial<Problem>).code }
  expect(given, answer.text.slice(0, 400)).toEqual({ status, code })
  return expectProblemDocument(answer, pointers)
}

/** Holds any refusal to the form of a problem document. */
export function expectProblemDocument(answer: Answer, pointers?: string[]): Problem {
  const problem = answer.body as Problem
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(problem).toMatchObject({
    type: expect.stringContaining(problem.code),
    status: answer.status,
    title: expect.stringMatching(VIETNAMESE),
    detail: expect.stringMatching(VIETNAMESE),
    instance: expect.stringMatching(/^\//),
    code: expect.stringMatching(/^[a-z_]+$/),
    traceId: expect.stringMatching(UUID),
  })
  for (const { message, code } of problem.errors ?? []) {
    expect(message).toMatch(VIETNAMESE)
    expect(code).toMatch(/^[a-zA-Z_]+$/)
  }
  expect(answer.text).not.toMatch(LEAKS)
  if (pointers) expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([...pointers].sort())
  return problem
}
