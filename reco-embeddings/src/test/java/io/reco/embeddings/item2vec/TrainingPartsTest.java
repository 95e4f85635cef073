package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPartsTest {
    private static final IdMap IDS = IdMap.of(List.of("a", "b", "c", "d"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void anAliasTableHoldsTheWeightsExactly(int n) {
        Random random = new Random(n);
        double[] weights =
                random.doubles(n).map(x -> x < 0.2 ? 0 : Math.pow(x, 8)).toArray();
        weights[0] = 1;
        double sum = DoubleStream.of(weights).sum();
        double[] p = AliasTable.of(weights).probabilities();
        for (int i = 0; i < n; i++) {
            assertThat(p[i]).as("row %d of %d", i, n).isCloseTo(weights[i] / sum, within(1e-8));
        }
    }

    @Test
    void drawsFollowTheWeights() {
        AliasTable table = AliasTable.of(new double[] {5, 0, 3, 2});
        SplitMix random = new SplitMix(1, 2, 3);
        int[] counts = new int[4];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            counts[table.draw(random)]++;
        }
        // Five standard deviations of the commonest.
        double tolerance = 5 * Math.sqrt(0.25 / draws);
        assertThat(counts[0] / (double) draws).isCloseTo(0.5, within(tolerance));
        assertThat(counts[1]).isZero();
        assertThat(counts[2] / (double) draws).isCloseTo(0.3, within(tolerance));
        assertThat(counts[3] / (double) draws).isCloseTo(0.2, within(tolerance));
    }

    @Test
    void weightsWithoutAPositiveSumAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(new double[] {0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(new double[] {1, Double.NaN}));
    }

    @Test
    void drawsOfDifferentPartsDiffer() {
        assertThat(new SplitMix(1, 0, 0).next()).isNotEqualTo(new SplitMix(1, 0, 1).next());
        assertThat(new SplitMix(1, 0, 1).next()).isNotEqualTo(new SplitMix(1, 1, 0).next());
        assertThat(new SplitMix(1, 1, 0).next()).isNotEqualTo(new SplitMix(2, 1, 0).next());
        assertThat(new SplitMix(7, 1, 0).next()).isEqualTo(new SplitMix(7, 1, 0).next());
    }

    @Test
    void negativeWeightsAreCountsToThePower() {
        Vocabulary vocabulary = Vocabulary.of(Sequences.of(List.of(new int[] {1, 1, 1, 1, 0})), IDS, 1);
        assertThat(vocabulary.negativeWeights(0.5)).containsExactly(2, 1);
        assertThat(vocabulary.negativeWeights(-1)).containsExactly(0.25, 1);
        assertThat(vocabulary.negativeWeights(0)).containsExactly(1, 1);
    }

    @Test
    void subsamplingKeepsAsWord2vecDoes() {
        // 80 + 20 tokens; word2vec.c: (sqrt(count / (sample * total)) + 1) * (sample * total) / count
        int[] sequence = new int[100];
        Arrays.fill(sequence, 0, 20, 1);
        Vocabulary vocabulary = Vocabulary.of(Sequences.of(List.of(sequence)), IDS, 1);
        float[] keep = vocabulary.keepProbabilities(0.1);
        assertThat(keep[0]).isCloseTo((float) ((Math.sqrt(80 / 10.0) + 1) * 10 / 80), within(1e-6f));
        assertThat(keep[1]).isEqualTo(1);
        assertThat(vocabulary.keepProbabilities(0)).containsExactly(1, 1);
    }

    @Test
    void theCorpusLeavesOutRareTracksAndWhatIsThenTooShort() {
        Sequences source = Sequences.of(List.of(
                new int[] {0, 3, 1}, new int[] {0, 2}, new int[] {1, 0}, new int[] {1}, new int[] {2, 1, 2, 0}));
        Vocabulary vocabulary = Vocabulary.of(source, IDS, 2);
        TokenCorpus corpus = TokenCorpus.of(source, vocabulary);

        assertThat(vocabulary.trackOfRow()).containsExactly(0, 1, 2);
        assertThat(rows(corpus)).containsExactly(List.of(0, 1), List.of(0, 2), List.of(1, 0), List.of(2, 1, 2, 0));
        assertThat(corpus.longest()).isEqualTo(4);
        assertThat(corpus.blocks()).isEqualTo(1);
        assertThat(corpus.blockTokens(0)).isEqualTo(10);
    }

    @Test
    void blocksAreWholeSequencesAndCoverTheCorpus() {
        Random random = new Random(4);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sequences.add(random.ints(2 + random.nextInt(100), 0, 4).toArray());
        }
        Sequences source = Sequences.of(sequences);
        TokenCorpus corpus = TokenCorpus.of(source, Vocabulary.of(source, IDS, 1));
        int next = 0;
        int tokens = 0;
        for (int b = 0; b < corpus.blocks(); b++) {
            assertThat(corpus.blockStart(b)).isEqualTo(next);
            next = corpus.blockEnd(b);
            tokens += corpus.blockTokens(b);
            assertThat(corpus.blockTokens(b)).isLessThan(TokenCorpus.BLOCK_TOKENS + 101);
            if (b < corpus.blocks() - 1) {
                assertThat(corpus.blockTokens(b)).isGreaterThanOrEqualTo(TokenCorpus.BLOCK_TOKENS);
            }
        }
        assertThat(corpus.blocks()).isGreaterThan(2);
        assertThat(next).isEqualTo(500);
        assertThat(tokens).isEqualTo(corpus.size());
    }

    private static List<List<Integer>> rows(TokenCorpus corpus) {
        List<List<Integer>> out = new ArrayList<>();
        for (int s = 0; s < corpus.sequences(); s++) {
            List<Integer> sequence = new ArrayList<>();
            for (int token = corpus.start(s); token < corpus.end(s); token++) {
                sequence.add(corpus.row(token));
            }
            out.add(sequence);
        }
        return out;
    }
}
