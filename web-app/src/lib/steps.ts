/** The values that a handle can have: by steps between two ends, or the stops that were prepared. */

export interface Track { low: number; high: number; step: number; stops?: readonly number[] }

/** Without the dust of binary fractions. */
export const clean = (value: number): number => Number(value.toPrecision(10))

/** The nearest value that the handle can have. */
export function snapped(track: Track, value: number): number {
  if (track.stops?.length) return track.stops.reduce((best, stop) => Math.abs(stop - value) < Math.abs(best - value) ? stop : best)
  const within = Math.min(track.high, Math.max(track.low, value))
  return clean(Math.min(track.high, track.low + Math.round((within - track.low) / track.step) * track.step))
}

/** So many steps on, or back. */
export function stepped(track: Track, value: number, by: number): number {
  if (!track.stops?.length) return snapped(track, value + by * track.step)
  const stops = [...track.stops].sort((a, b) => a - b)
  const at = stops.indexOf(snapped(track, value))
  return stops[Math.min(stops.length - 1, Math.max(0, at + by))]!
}

/** A page of steps: a tenth of the way, at least one. */
export const page = (track: Track): number =>
  track.stops?.length ? Math.max(1, Math.round(track.stops.length / 4)) : Math.max(1, Math.round((track.high - track.low) / track.step / 10))
