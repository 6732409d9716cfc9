/** Whether a host, as `URL` writes it, is this machine by its name or address. */
export function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
}
