package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.core.sequence.Sequences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPartsTest {
    @TempDir
    private Path directory;

    private static final IdMap IDS = IdMap.of(List.of("a", "b", "c", "d"));

    @Test
    void drawsOfDifferentPartsDiffer() {
        assertThat(SplitMix64.of(1, 0, 0).nextLong())
                .isNotEqualTo(SplitMix64.of(1, 0, 1).nextLong());
        assertThat(SplitMix64.of(1, 0, 1).nextLong())
                .isNotEqualTo(SplitMix64.of(1, 1, 0).nextLong());
        assertThat(SplitMix64.of(1, 1, 0).nextLong())
                .isNotEqualTo(SplitMix64.of(2, 1, 0).nextLong());
        assertThat(SplitMix64.of(7, 1, 0).nextLong())
                .isEqualTo(SplitMix64.of(7, 1, 0).nextLong());
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

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void theCorpusLeavesOutRareTracksAndWhatIsThenTooShort(CorpusStorage storage) throws IOException {
        Sequences source = Sequences.of(List.of(
                new int[] {0, 3, 1}, new int[] {0, 2}, new int[] {1, 0}, new int[] {1}, new int[] {2, 1, 2, 0}));
        Vocabulary vocabulary = Vocabulary.of(source, IDS, 2);
        for (boolean owners : new boolean[] {false, true}) {
            try (TokenCorpus corpus = TokenCorpus.of(source, vocabulary, store(storage), owners)) {
                assertThat(vocabulary.trackOfRow()).containsExactly(0, 1, 2);
                assertThat(rows(corpus))
                        .containsExactly(List.of(0, 1), List.of(0, 2), List.of(1, 0), List.of(2, 1, 2, 0));
                assertThat(corpus.longest()).isEqualTo(4);
                assertThat(corpus.blocks()).isEqualTo(1);
                assertThat(corpus.blockTokens(0)).isEqualTo(10);
                assertThat(corpus.size()).isEqualTo(10);
                assertThat(corpus.sequences()).isEqualTo(4);
                assertThat(owners(corpus)).isEqualTo(owners ? List.of(0, 1, 2, 4) : List.of(0, 0, 0, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void blocksAreWholeSequencesAndCoverTheCorpus(CorpusStorage storage) throws IOException {
        Random random = new Random(4);
        List<int[]> sequences = new ArrayList<>();
        List<List<Integer>> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int length = i == 250 ? 10_000 : 2 + random.nextInt(100);
            sequences.add(random.ints(length, 0, 4).toArray());
        }
        Sequences source = Sequences.of(sequences);
        Vocabulary vocabulary = Vocabulary.of(source, IDS, 1);
        for (int[] sequence : sequences) {
            expected.add(Arrays.stream(sequence)
                    .mapToObj(t -> vocabulary.rowOfTrack()[t])
                    .toList());
        }
        try (TokenCorpus corpus = TokenCorpus.of(source, vocabulary, store(storage), false)) {
            long tokens = 0;
            for (int b = 0; b < corpus.blocks(); b++) {
                assertThat(corpus.firstToken(b)).isEqualTo(tokens);
                tokens += corpus.blockTokens(b);
                assertThat(corpus.blockTokens(b)).isLessThan(TokenCorpus.BLOCK_TOKENS + 10_001);
                if (b < corpus.blocks() - 1) {
                    assertThat(corpus.blockTokens(b)).isGreaterThanOrEqualTo(TokenCorpus.BLOCK_TOKENS);
                }
            }
            assertThat(corpus.blocks()).isGreaterThan(5);
            assertThat(tokens).isEqualTo(corpus.size());
            assertThat(rows(corpus)).isEqualTo(expected);
        }
    }

    @Test
    void theFileOfACorpusHasNoNameWhileItIsUsedAndIsGoneAfterwards() throws IOException {
        Sequences source = Sequences.of(List.of(new int[] {0, 1}));
        try (TokenCorpus corpus =
                TokenCorpus.of(source, Vocabulary.of(source, IDS, 1), store(CorpusStorage.DISK), false)) {
            assertThat(rows(corpus)).hasSize(1);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theFileIsGoneWhenTheSourceFails() throws IOException {
        Sequences fine = Sequences.of(List.of(new int[] {0, 1}));
        Sequences failing = visitor -> {
            visitor.visit(0, new int[] {0, 1}, 2);
            throw new IllegalStateException("torn");
        };
        BlockStore store = store(CorpusStorage.DISK);
        assertThatIllegalStateException()
                .isThrownBy(() -> TokenCorpus.of(failing, Vocabulary.of(fine, IDS, 1), store, false))
                .withMessage("torn");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void countsAreLongs() {
        int[] many = new int[1 << 20];
        Sequences source = visitor -> {
            for (int i = 0; i < 3000; i++) {
                visitor.visit(0, many, many.length);
            }
        };
        Vocabulary vocabulary = Vocabulary.of(source, IDS, 1);
        assertThat(vocabulary.tokens()).isEqualTo(3000L << 20);
        assertThat(vocabulary.counts()[0]).isEqualTo(3000L << 20);
        assertThat(vocabulary.support()[0]).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aRingOfNegativesReplacesTheOldestOnes() {
        NegativeSampler ring = new NegativeSampler(NegativeParts.of(ones(1000), 1), 5, 2);
        SplitMix64 random = SplitMix64.of(3, 0, 0);
        ring.restart(0, 0, random);
        int[] before = new int[5];
        int[] after = new int[5];
        assertThat(ring.next(before, 0, -1, random)).isEqualTo(5);
        for (int set = 0; set < 20; set++) {
            assertThat(ring.next(after, 0, -1, random)).isEqualTo(5);
            int changed = 0;
            for (int j = 0; j < 5; j++) {
                changed += before[j] == after[j] ? 0 : 1;
            }
            assertThat(changed).as("set %d", set).isBetween(1, 2);
            int oldest = 2 * set % 5;
            for (int j = 0; j < 5; j++) {
                if (j != oldest && j != (oldest + 1) % 5) {
                    assertThat(after[j]).as("set %d, place %d", set, j).isEqualTo(before[j]);
                }
            }
            System.arraycopy(after, 0, before, 0, 5);
        }
        assertThat(ring.next(after, 1, before[(2 * 20 + 3) % 5], random))
                .as("the target is left out")
                .isLessThan(6);
    }

    @Test
    void ratesFollowTheirFormula() {
        assertThat(LearningRateSchedule.LINEAR.rate(0.5, 0.1, 0.25)).isCloseTo(0.4, within(1e-15));
        assertThat(LearningRateSchedule.COSINE.rate(0.5, 0.1, 0)).isCloseTo(0.5, within(1e-15));
        assertThat(LearningRateSchedule.COSINE.rate(0.5, 0.1, 0.5)).isCloseTo(0.3, within(1e-15));
        assertThat(LearningRateSchedule.COSINE.rate(0.5, 0.1, 1)).isCloseTo(0.1, within(1e-15));
        assertThat(LearningRateSchedule.CONSTANT.rate(0.5, 0.1, 0.9)).isEqualTo(0.5);
    }

    private static double[] ones(int n) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        return weights;
    }

    private BlockStore store(CorpusStorage storage) throws IOException {
        return storage == CorpusStorage.DISK ? FileBlocks.in(directory, 10_000) : new MemoryBlocks();
    }

    private static List<List<Integer>> rows(TokenCorpus corpus) {
        List<List<Integer>> out = new ArrayList<>();
        TokenBlock block = new TokenBlock(corpus);
        for (int b = 0; b < corpus.blocks(); b++) {
            corpus.read(b, block);
            while (block.next()) {
                out.add(Arrays.stream(block.words, block.from, block.to).boxed().toList());
            }
        }
        return out;
    }

    private static List<Integer> owners(TokenCorpus corpus) {
        List<Integer> out = new ArrayList<>();
        TokenBlock block = new TokenBlock(corpus);
        for (int b = 0; b < corpus.blocks(); b++) {
            corpus.read(b, block);
            while (block.next()) {
                out.add(block.owner);
            }
        }
        return out;
    }
}
