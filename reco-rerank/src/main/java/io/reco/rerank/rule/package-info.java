/**
 * The rules. Each is a record whose components are its parameters, checked when it is made; times are in milliseconds.
 * "Demoting by a share {@code p}" means {@code score - p * |score|}: {@code score * (1 - p)} for a score of 0 or above, and
 * lower as well for a negative one, where multiplying would raise it. Its force depends on how far scores are from 0; put
 * {@link io.reco.rerank.rule.ScoreNormalisation} first where models differ in scale.
 */
@NullMarked
package io.reco.rerank.rule;

import org.jspecify.annotations.NullMarked;
