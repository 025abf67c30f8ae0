// Which bags are weighed for the sample: the same draw as the server's, from the code that the phone made.

export async function isDrawn(code, oneIn) {
  if (!oneIn) return false;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return new DataView(hash).getUint32(0, false) % oneIn === 0;
}
