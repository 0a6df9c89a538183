//! What the Ideogram API behind the AiHubMix gateway means: operations, models, fields, wire form, replies, errors, prices, retry policy.
