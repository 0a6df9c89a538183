/** Lets so many pictures be in the making at once; what comes later waits in line. */
export interface Limiter {
  /** How many calls wait before one that would come now. */
  ahead(images: number): number;
  /** Waits for room, unless somebody no longer wants it. The function that it gives is called once, to leave. */
  enter(images: number, unlessLeft: <V>(work: Promise<V>) => Promise<V>): Promise<() => void>;
}

interface Place {
  readonly images: number;
  readonly go: () => void;
}

export function limiterOf(most: number): Limiter {
  const line: Place[] = [];
  let inFlight = 0;

  /** A call of more pictures than the limit goes alone and is not stuck for ever. */
  function fits(images: number): boolean {
    return inFlight === 0 || inFlight + images <= most;
  }

  function next(): void {
    while (line[0] && fits(line[0].images)) {
      const { images, go } = line.shift()!;
      inFlight += images;
      go();
    }
  }

  return {
    ahead: (images) => (line.length > 0 || !fits(images) ? line.length + 1 : 0),
    async enter(images, unlessLeft) {
      let place!: Place;
      const turn = new Promise<void>((go) => line.push((place = { images, go })));
      next();
      try {
        await unlessLeft(turn);
      } catch (error) {
        const at = line.indexOf(place);
        if (at < 0) inFlight -= images;
        else line.splice(at, 1);
        next();
        throw error;
      }
      return () => {
        inFlight -= images;
        next();
      };
    },
  };
}
