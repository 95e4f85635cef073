/**
 * The one-button session: a radio that goes on from any {@link io.reco.rerank.CandidateSource}, listens to what the listener
 * does with it, and can be put down and taken up again anywhere.
 */
@NullMarked
package io.reco.rerank.session;

import org.jspecify.annotations.NullMarked;
