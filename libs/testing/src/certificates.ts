import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folder.js';

/** Files in PEM of a server on this machine and of its CA, in a folder that goes with the tests. */
export interface Certified {
  /** Certificate of the CA that signed. */
  readonly ca: string;
  /** Certificate of the server, for the address 127.0.0.1 and no name. */
  readonly certificate: string;
  /** Private key of the server (PKCS 8), for its owner alone. */
  readonly key: string;
  /** Key and certificate in one file. */
  readonly keyAndCertificate: string;
}

const HOUR_MS = 3_600_000;

/** A new CA and a certificate of it that is good for an hour: Node's own crypto signs none. */
export async function certified(name: string): Promise<Certified> {
  const { default: forge } = await import('node-forge');
  const pair = () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const forged = forge.pki.privateKeyFromPem(pem);
    return { pem, privateKey: forged, publicKey: forge.pki.setRsaPublicKey(forged.n, forged.e) };
  };
  const [authority, server] = [pair(), pair()];
  const issuer = [{ name: 'commonName', value: `${name} CA` }];
  const certificate = (serial: string, subject: { name: string; value: string }[], of: typeof server, extensions: object[]) => {
    const made = forge.pki.createCertificate();
    made.serialNumber = serial;
    made.validity.notBefore = new Date(Date.now() - HOUR_MS);
    made.validity.notAfter = new Date(Date.now() + HOUR_MS);
    made.setSubject(subject);
    made.setIssuer(issuer);
    made.publicKey = of.publicKey;
    made.setExtensions(extensions);
    made.sign(authority.privateKey, forge.md.sha256.create());
    return forge.pki.certificateToPem(made);
  };
  const folder = temporaryFolder();
  const write = (file: string, text: string) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    chmodSync(path, 0o600);
    return path;
  };
  const own = certificate('02', [{ name: 'commonName', value: name }], server, [
    { name: 'basicConstraints', cA: false },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ]);
  return {
    ca: write('ca.pem', certificate('01', issuer, authority, [{ name: 'basicConstraints', cA: true, critical: true }])),
    certificate: write('server.pem', own),
    key: write('server.key', server.pem),
    keyAndCertificate: write('server-all.pem', `${server.pem}${own}`),
  };
}
