/** Deeplearning4j 1.0.0-M2.1: its files of word vectors, and its Word2Vec as a trainer to compare with. */
@NullMarked
package io.reco.nd4j.dl4j;

import org.jspecify.annotations.NullMarked;
