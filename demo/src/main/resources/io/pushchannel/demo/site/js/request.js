// Requests to the demo's server whose failure is shown in the page.

/** Shown when no response came. */
const UNREACHABLE = "The demo does not respond. Is it still running?";

/** Requests JSON. Returns `{ result, error: null }`, or `{ result: null, error }` with a sentence to show. */
export async function request(address, init) {
  try {
    const response = await fetch(address, { cache: "no-store", ...init });
    const content = await response.json();
    return response.ok ? { result: content, error: null } : { result: null, error: content.detail };
  } catch {
    return { result: null, error: UNREACHABLE };
  }
}
