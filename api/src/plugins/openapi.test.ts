import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS } from '@ntm/shared/access/roles'
import { startTestApp, type TestApp } from '../testing/app.js'
import { listRoutes } from '../testing/routes.js'

interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  security?: object[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
}

let service: TestApp
let document: Document

beforeAll(async () => {
  service = await startTestApp()
  document = (await service.anonymous.get('/api/v1/openapi.json').expect(200)).body as Document
})
afterAll(() => service.close())

const listOperations = () =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )

test('the document is OpenAPI 3.1 and anybody may read it', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.components.schemas).toHaveProperty('Problem')
})

test('every route of the API is in it, and nothing that is no route', () => {
  const registered = listRoutes(service.app)
    .filter(({ url, method }) => url.startsWith('/api/v1/') && method !== 'HEAD')
    .filter(({ url }) => url !== '/api/v1/openapi.json')
    .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(registered.length).toBeGreaterThan(20)
  expect(
    listOperations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(registered.sort())
})

test('every operation says in words what it does, and what one must be allowed to use it', () => {
  for (const { name, operation } of listOperations()) {
    expect(operation.summary, name).toMatch(/\S{2}/)
    expect(operation.tags, name).toHaveLength(1)
    const permission = /Quyền: ([\w.]+)\./.exec(operation.description ?? '')?.[1]
    expect(PERMISSIONS, name).toContain(permission)
    expect(operation.security, name).toEqual(permission === 'public' ? [] : undefined)
  }
})

/** They read, and leave a trace: figures are taken out of the system. */
const EXPORTS = ['GET /api/v1/assessments/template.xlsx', 'GET /api/v1/assessments/template.csv']

test('every change and every export names its audit events, and nothing else does', () => {
  for (const { name, operation } of listOperations()) {
    const leavesTrace = !name.startsWith('GET ') || EXPORTS.includes(name)
    expect(/Ghi nhật ký: [a-z]+\.[a-zA-Z]+/.test(operation.description ?? ''), name).toBe(leavesTrace)
  }
})

test('every operation describes its answer, and that it may refuse with a problem document', () => {
  for (const { name, operation } of listOperations()) {
    const { default: refusal, ...answers } = operation.responses
    expect(refusal?.content, name).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    expect(
      Object.keys(answers).every((status) => /^2\d\d$/.test(status)),
      name,
    ).toBe(true)
    expect(Object.keys(answers).length, name).toBeGreaterThan(0)
  }
})

test('every part of an address that can vary is described', () => {
  for (const { name, operation } of listOperations()) {
    const named = [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part)
    const described = (operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name)
    expect(described.sort(), name).toEqual(named.sort())
  }
})

test('a route that takes no parameters has none in it', () => {
  for (const name of ['GET /api/v1/me', 'POST /api/v1/auth/logout', 'GET /api/v1/agencies']) {
    const operation = listOperations().find((each) => each.name === name)?.operation
    expect(operation, name).toBeDefined()
    expect(operation?.parameters ?? [], name).toEqual([])
  }
})

test('no reference leads nowhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
  expect(references.length).toBeGreaterThan(0)
  for (const reference of new Set(references)) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(reference ?? '')?.[1] ?? ''
    expect(document.components.schemas, reference).toHaveProperty(name)
  }
})

describe('the page to read it on', () => {
  test('is served from here, with no script or style of another place', async () => {
    const answer = await service.anonymous.get('/api/docs/').expect(200)
    expect(answer.text).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(answer.text).not.toMatch(/<script(?![^>]*src=)[^>]*>/)
  })
})

test('a parameter or field that no route described is refused on all of them', async () => {
  const office = await service.as('vpdp')
  for (const path of ['me', 'service', 'agencies', 'criteria-sets', 'criteria-sets/xa-2016-2020', 'overview', 'work']) {
    const answer = await office.get(`/api/v1/${path}?nothing=1`)
    expect(answer.body, path).toMatchObject({ status: 400, errors: [{ pointer: '/query/nothing' }] })
  }
  for (const path of ['auth/refresh', 'auth/logout']) {
    const answer = await service.anonymous.post(`/api/v1/${path}`).send({ nothing: 1 })
    expect(answer.body, path).toMatchObject({ status: 400, errors: [{ pointer: '/nothing' }] })
    await service.anonymous.post(`/api/v1/${path}?nothing=1`).expect(400)
  }
})
