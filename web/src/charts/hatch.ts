const TILE = 8

/** A colour with stripes through it: the same thing, told by another source. The plain colour where nothing can be drawn. */
export function hatch(colour: string, stripe: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = TILE
  tile.height = TILE
  const pen = tile.getContext('2d')
  if (!pen) return colour
  pen.fillStyle = colour
  pen.fillRect(0, 0, TILE, TILE)
  pen.strokeStyle = stripe
  pen.lineWidth = 1.5
  // Beyond the corners, so that the stripes meet those of the next tile.
  for (const shift of [-TILE, 0, TILE]) {
    pen.beginPath()
    pen.moveTo(shift - 2, TILE + 2)
    pen.lineTo(shift + TILE + 2, -2)
    pen.stroke()
  }
  return pen.createPattern(tile, 'repeat') ?? colour
}
