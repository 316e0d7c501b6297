# One image for every process: docker-compose.yml names the main of each.
FROM node:24-slim AS build
WORKDIR /hearsay
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /hearsay
COPY --from=build /hearsay ./
USER node
CMD ["node", "services/cli/bin/hearsay.js", "start"]
