# The kit with Node, a JDK and Maven. Build: docker build -t cwc .
# Run, in the folder of a driver: docker run --rm -v "$PWD:/work" --user "$(id -u):$(id -g)" cwc run --report reports -- ./my-driver

FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /tmp && mv /tmp/continuous-write-conformance-*.tgz /tmp/cwc.tgz

FROM node:24-bookworm-slim
# The newest fixes of Debian are wanted, so no version is named.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven python3 \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /tmp/cwc.tgz /tmp/cwc.tgz
RUN npm install --global --no-audit --no-fund /tmp/cwc.tgz && rm /tmp/cwc.tgz && npm cache clean --force
# Any user may run it: what the kit and Maven keep has a place that all can write to.
ENV HOME=/var/lib/cwc CWC_CACHE=/var/lib/cwc/cache
RUN mkdir -p /var/lib/cwc /work && chmod 1777 /var/lib/cwc
WORKDIR /work
USER node
ENTRYPOINT ["cwc"]
CMD ["--help"]
