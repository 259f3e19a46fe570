/** A signature as `ww.register` takes it. */
export interface Signature {
  /** Unix seconds, on the platform's clock. */
  timestamp: number;
  nonceStr: string;
  signature: string;
}

/** What `GET /v1/signatures` answers. */
export interface Answer {
  url: string;
  corpId?: string;
  agentId?: number;
  suiteId?: string;
  signatures: { corp?: Signature; agent?: Signature; suite?: Signature };
  warnings?: string[];
}
