/**
 * A certificate that a server signs for itself (X.509, RFC 5280), so that browsers treat its pages as secure once somebody has accepted
 * it. Node makes keys and signatures; the certificate itself is a few nested lists in DER, written here.
 */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** Tag, length, value. */
const der = (tag, ...parts) => {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
};
const list = (...parts) => der(0x30, ...parts);
const text = (tag, value) => der(tag, Buffer.from(value));
const oid = (...bytes) => der(0x06, Buffer.from(bytes));
const ECDSA_SHA256 = list(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const ALT_NAME = oid(0x55, 0x1d, 0x11);
const KEY_USE = oid(0x55, 0x1d, 0x25);
const FOR_SERVERS = oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);

/** "261127120000Z" */
const utc = (date) => text(0x17, `${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`);

/** Key and certificate (PEM) for these IPv4 addresses and for localhost, good for `days`. Kept nowhere: each start has its own. */
export function selfSigned(addresses, now = new Date(), days = 30) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = list(der(0x31, list(COMMON_NAME, text(0x0c, 'EIA Lab in this room'))));
  const names = list(text(0x82, 'localhost'), ...addresses.map((one) => der(0x87, Buffer.from(one.split('.').map(Number)))));
  const serial = randomBytes(16);
  // Positive, and of one length.
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const body = list(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    name,
    list(utc(new Date(now.getTime() - 86_400_000)), utc(new Date(now.getTime() + days * 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, list(list(ALT_NAME, der(0x04, names)), list(KEY_USE, der(0x04, list(FOR_SERVERS))))),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = list(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = certificate
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
