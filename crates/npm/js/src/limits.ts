/** Lets so many pictures be in the making at once; what comes later waits in line. */
export class Limiter {
  private inFlight = 0;
  private readonly line: { images: number; go: () => void }[] = [];

  constructor(private readonly most: number) {}

  /** How many calls wait before one that would come now. */
  ahead(images: number): number {
    return this.line.length > 0 || !this.fits(images) ? this.line.length + 1 : 0;
  }

  /** Waits for room. `leave` tells when somebody no longer wants it. The returned function gives the room back. */
  async enter(images: number, leave: Promise<never>): Promise<() => void> {
    if (this.line.length > 0 || !this.fits(images)) {
      let place: { images: number; go: () => void } | undefined;
      const turn = new Promise<void>((go) => this.line.push((place = { images, go })));
      try {
        await Promise.race([turn, leave]);
      } catch (error) {
        const at = this.line.indexOf(place!);
        if (at >= 0) this.line.splice(at, 1);
        else this.inFlight -= images;
        this.next();
        throw error;
      }
    } else {
      this.inFlight += images;
    }
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.inFlight -= images;
      this.next();
    };
  }

  /** A call of more pictures than the limit goes alone and is not stuck for ever. */
  private fits(images: number): boolean {
    return this.inFlight === 0 || this.inFlight + images <= this.most;
  }

  private next(): void {
    while (this.line[0] && this.fits(this.line[0].images)) {
      const { images, go } = this.line.shift()!;
      this.inFlight += images;
      go();
    }
  }
}
