/** The way between a device and the server, where anything may be lost, doubled or late. */

/** What befalls one request. `die…`: the worker does, before it is sent, or when the server has answered. */
export const fates = ['fine', 'lost', 'answerLost', 'twice', 'late', 'answerLate', 'dieBefore', 'dieAfter'] as const;
export type Fate = (typeof fates)[number];

export type Server = (address: string, init: RequestInit) => Response | Promise<Response>;

export class Network {
  isOnline = true;
  /** Of the requests to come, in their order; `fine` when there is none. */
  fates: Fate[] = [];
  /** Hears of every request that is made, whatever becomes of it. */
  onAsked: (address: string, body: unknown) => void = () => {};
  /** What becomes of an answer on its way. */
  onAnswer: (address: string, answer: Response) => Response | Promise<Response> = (_, answer) => answer;
  /** What has befallen requests so far. */
  readonly befallen: Fate[] = [];
  readonly #underWay = new Set<Promise<Response>>();
  #late: (() => void)[] = [];
  #isCalm = false;
  #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** @param die ends the life that asked. */
  fetch(address: string, init: RequestInit, die: () => void): Promise<Response> {
    const asked = this.#carry(address, init, die);
    this.#underWay.add(asked);
    const isOver = (): boolean => this.#underWay.delete(asked);
    asked.then(isOver, isOver);
    return asked;
  }

  /** Whoever asked may be long dead: the server has what it was asked all the same. */
  async untilNothingIsUnderWay(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #carry(address: string, init: RequestInit, die: () => void): Promise<Response> {
    const fate = this.fates.shift() ?? 'fine';
    this.befallen.push(fate);
    if (typeof init.body === 'string') this.onAsked(address, JSON.parse(init.body));
    if (!this.isOnline || fate === 'lost') throw new TypeError('Failed to fetch');
    if (fate === 'late') await this.#later();
    if (fate === 'dieBefore') {
      die();
      throw new TypeError('Failed to fetch');
    }
    const answers =
      fate === 'twice'
        ? await Promise.all([this.#server(address, init), this.#server(address, init)])
        : [await this.#server(address, init)];
    if (fate === 'answerLate') await this.#later();
    if (fate === 'dieAfter') die();
    if (fate === 'answerLost') throw new TypeError('Failed to fetch');
    const [answer] = answers;
    if (!answer) throw new Error('the server answers');
    return this.onAnswer(address, answer);
  }

  /** From now on nothing befalls anybody. */
  calm(): void {
    this.isOnline = true;
    this.fates = [];
    this.#isCalm = true;
    this.deliver();
  }

  get hasLate(): boolean {
    return this.#late.length > 0;
  }

  /** What is late comes through, the latest first. */
  deliver(): void {
    for (const go of this.#late.splice(0).reverse()) go();
  }

  #later(): Promise<void> {
    return this.#isCalm ? Promise.resolve() : new Promise((done) => this.#late.push(done));
  }
}
