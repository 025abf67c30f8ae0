// The camera reads QR codes: with the browser's own reader where it has one, else with a worker that is taken along.

import { page } from "./page.js";

const SIDE = 640; // pixels of the square that is looked at
const PAUSE = 150;

async function browserReader() {
  if (!("BarcodeDetector" in window)) return null;
  if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return { read: async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? "", close: () => {} };
}

function workerReader() {
  const worker = new Worker(page.urls.reader);
  let number = 0;
  const read = (canvas, context) =>
    new Promise((done, failed) => {
      const id = (number += 1);
      worker.onerror = failed;
      worker.onmessage = ({ data }) => data.id === id && done(data.data ?? "");
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      worker.postMessage({ id, type: "decode", data: picture }, [picture.data.buffer]);
    });
  return { read, close: () => worker.terminate() };
}

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

// Reads until `stop()`, or until the video is gone from the screen. `found(text)` is waited for before the next look.
// Raises what the browser raises where it gives no camera.
export async function watch(video, found) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  let reader = null;
  let isOver = false;
  const stop = () => {
    isOver = true;
    for (const track of stream.getTracks()) track.stop();
    reader?.close();
    video.srcObject = null;
  };
  try {
    reader = (await browserReader()) ?? workerReader();
    video.srcObject = stream;
    await video.play();
  } catch (error) {
    stop();
    throw error;
  }
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  (async () => {
    while (!isOver) {
      if (!video.isConnected) return stop();
      const side = Math.min(video.videoWidth, video.videoHeight);
      if (side) {
        canvas.width = canvas.height = Math.min(side, SIDE);
        const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
        context.drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
        const text = await reader.read(canvas, context).catch(() => "");
        if (text && !isOver) await found(text);
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    return null;
  })();
  return stop;
}
