import type { PlacedArea } from './lay-out-areas'

const LARGEST_MARK = 17
const SMALLEST_MARK = 8
const LARGEST_FIGURE = 14
const SMALLEST_FIGURE = 9
/** Widest that a figure may be beside the room around it, in characters of its own size. */
const ROOM_FOR_CHARACTERS = 2.9

/** Pixels for the mark or the figure of an area; undefined where there is no room, and colour and pattern speak alone. */
export function sizeOfMark({ figure, mark, room }: Pick<PlacedArea, 'figure' | 'mark' | 'room'>): number | undefined {
  if (figure !== undefined)
    return sizeWithin(room * Math.min(1.15, ROOM_FOR_CHARACTERS / figure.length), SMALLEST_FIGURE, LARGEST_FIGURE)
  return mark === undefined ? undefined : sizeWithin(room * 1.35, SMALLEST_MARK, LARGEST_MARK)
}

function sizeWithin(size: number, smallest: number, largest: number): number | undefined {
  return size < smallest ? undefined : Math.min(size, largest)
}
