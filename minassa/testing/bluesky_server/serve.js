// The real Bluesky server (PDS) and the directory of accounts it needs (PLC), on 127.0.0.1 only.
// Says {"url": …} when ready; ends when its standard input does, so it never outlives the tests.
"use strict";

const net = require("node:net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  const callback = rest.find((argument) => typeof argument === "function");
  const wanted = typeof port === "object" ? port.port : port;
  return listen.call(this, { port: wanted, host: "127.0.0.1" }, callback);
};

const { PDS, envToCfg, envToSecrets } = require("@atproto/pds");
const { Database, PlcServer } = require("@did-plc/server");

async function main() {
  const options = JSON.parse(process.argv[2]);
  const plc = PlcServer.create({ db: Database.mock() });
  await plc.start();
  const env = {
    devMode: true,
    port: options.port,
    hostname: "localhost",
    dataDirectory: options.folder,
    blobstoreDiskLocation: `${options.folder}/blobs`,
    didPlcUrl: `http://127.0.0.1:${plc.server.address().port}`,
    serviceHandleDomains: [".test"],
    inviteRequired: false,
    disableSsrfProtection: true,
    enableDidDocWithSession: true,
    rateLimitsEnabled: options.rateLimits,
    bskyAppViewUrl: "https://appview.invalid",
    bskyAppViewDid: "did:web:appview.invalid",
    adminPassword: options.adminPassword,
    jwtSecret: options.jwtSecret,
    plcRotationKeyK256PrivateKeyHex: options.rotationKey,
  };
  const pds = await PDS.create(envToCfg(env), envToSecrets(env));
  await pds.start();
  console.log(JSON.stringify({ url: `http://localhost:${options.port}` }));
  process.stdin.on("end", () => process.exit(0)).resume();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
