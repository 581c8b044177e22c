// Requests to the demo's server whose errors are shown in the page.

/** The error if no response arrives. */
const UNREACHABLE = "The demo does not respond. Is it still running?";

/** Requests JSON. Returns `{ result, error }`; one of both is null, the error is a text to show. */
export async function request(address, init) {
  try {
    const response = await fetch(address, { cache: "no-store", ...init });
    const content = await response.json();
    return response.ok ? { result: content, error: null } : { result: null, error: content.detail };
  } catch {
    return { result: null, error: UNREACHABLE };
  }
}
