# The program, built in one image and run in a smaller one. Node comes with the image, so npm's own is left behind.
FROM node:24-slim AS build
WORKDIR /ishyura
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json nest-cli.json .swcrc ./
COPY src ./src
RUN npm run build \
 && npm prune --omit=dev \
 && rm -rf node_modules/node node_modules/node-bin-* node_modules/.bin

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /ishyura
COPY --from=build /ishyura/package.json ./
COPY --from=build /ishyura/node_modules ./node_modules
COPY --from=build /ishyura/dist ./dist
# `node deploy/backup.mjs` beside the program that it copies from.
COPY deploy/backup.mjs ./deploy/
# The log, the documents, the payers' keys and the master key: the one thing here that has to be kept.
RUN install -d -o node -g node -m 700 /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What a payment makes is forgotten before it is moved, where there is a little room for it. Garbage may grow the less, the lower the limit is, which is several
# times what is ever in use; and the threads give memory back to one heap instead of one each. README, As a service.
ENV MALLOC_ARENA_MAX=1
CMD ["node", "--max-semi-space-size=32", "--max-old-space-size=768", "dist/main.js"]
