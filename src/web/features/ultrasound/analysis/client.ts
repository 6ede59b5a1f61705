import type { PathPlan, PlanError, PlanRequest } from '../../../../imaging/path/plan.ts';
import type { Result } from '../../../../kit/result.ts';
import type { FromAnalysis, Incoming, Settings, ToAnalysis } from './shared.ts';

type Listener = (message: Exclude<FromAnalysis, { kind: 'planned' }>) => void;

/** The analysis on its own thread, as the page sees it. */
export class AnalysisClient {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private readonly plans = new Map<number, (plan: Result<PathPlan, PlanError>) => void>();
  private readonly listener: Listener;
  private ticket = 0;
  /** Frames that were sent and not answered. */
  private inFlight = 0;

  constructor(listener: Listener) {
    this.listener = listener;
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromAnalysis>) => {
      if (data.kind !== 'planned') {
        this.inFlight = Math.max(0, this.inFlight - 1);
        this.listener(data);
        if (data.kind === 'analysed') this.send({ kind: 'shown' });
      } else {
        this.plans.get(data.ticket)?.(data.plan);
        this.plans.delete(data.ticket);
      }
    });
    this.worker.addEventListener('error', (event) => this.ended(`The analysis stopped: ${event.message}`));
  }

  set(settings: Settings): void {
    this.send({ kind: 'settings', settings });
  }

  /** Look at one frame. Its bytes are handed over. */
  take(frame: Incoming, arrived: number): void {
    this.inFlight++;
    this.send({ kind: 'frame', frame, arrived }, [frame.grey.buffer as ArrayBuffer]);
  }

  /** Look at one live frame, unless two are still waiting: then it is dropped, so that the picture never lags behind. */
  offer(frame: Incoming, arrived: number): void {
    if (this.inFlight < 2) this.take(frame, arrived);
  }

  /** Read frames from a stream. Throws when this browser cannot hand streams over. */
  stream(readable: ReadableStream<VideoFrame>): void {
    this.send({ kind: 'stream', readable }, [readable]);
  }

  /** Read frames from a track. Throws when this browser cannot hand tracks over. */
  track(track: MediaStreamTrack): void {
    this.send({ kind: 'track', track }, [track]);
  }

  /** Forget everything: another sequence begins. */
  restart(): void {
    this.inFlight = 0;
    this.send({ kind: 'restart' });
  }

  /** Ways in to a target. */
  plan(request: PlanRequest): Promise<Result<PathPlan, PlanError>> {
    const ticket = ++this.ticket;
    return new Promise((resolve) => {
      this.plans.set(ticket, resolve);
      this.send({ kind: 'plan', ticket, request });
    });
  }

  /** Tell the page that no more frames will come. */
  ended(why: string): void {
    this.listener({ kind: 'ended', why });
  }

  close(): void {
    this.worker.terminate();
  }

  private send(message: ToAnalysis, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
