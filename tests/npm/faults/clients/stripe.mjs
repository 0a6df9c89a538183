import Stripe from "stripe";

// It has no way to stop a call.
export const name = "stripe";
export const cannotStop = true;
export const call = ({ origin, timeoutMs }) => {
  const { hostname, port } = new URL(origin);
  const stripe = new Stripe("sk_test_none", { host: hostname, port, protocol: "http", telemetry: false, ...(timeoutMs ? { timeout: timeoutMs } : {}) });
  return stripe.paymentIntents.create({ amount: 100, currency: "usd" });
};
