import { freshSession } from '../session/session';

const CHUNK = 5 * 1_048_576;

/**
 * Uploads a file, resuming after breaks of the connection, and answers its id. Rejects with the server's message if it refuses the file.
 */
export async function upload(file: File, onProgress: (percent: number) => void): Promise<string> {
  // Loaded on demand: only uploads need it.
  const { Upload } = await import('tus-js-client');
  return new Promise((done, failed) => {
    const sending = new Upload(file, {
      endpoint: `${location.origin}/files`,
      chunkSize: CHUNK,
      retryDelays: [0, 1000, 3000, 5000],
      // A large upload over a slow connection outlasts a token.
      onBeforeRequest: async (request) => {
        const session = await freshSession();
        if (session) request.setHeader('authorization', `Bearer ${session.accessToken}`);
      },
      metadata: { filename: file.name },
      onProgress: (sent, total) => onProgress(Math.round((100 * sent) / total)),
      onSuccess: () => done((sending.url ?? '').split('/').at(-1) ?? ''),
      onError: (error) =>
        failed(new Error(('originalResponse' in error && refusalOf(error.originalResponse?.getBody())) || '', { cause: error })),
    });
    sending.start();
  });
}

function refusalOf(body: string | undefined): string | undefined {
  if (!body?.startsWith('{')) return undefined;
  return (JSON.parse(body) as { errors?: { message: string }[] }).errors?.[0]?.message;
}
