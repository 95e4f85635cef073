package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.PlantedClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Item2VecTrainerTest {
    private static final PlantedClusters CLUSTERS = new PlantedClusters(120, 6, 700, 0.1, 3);
    private static final Item2VecOptions OPTIONS =
            Item2VecOptions.TEXT.withDimension(17).withEpochs(3).withSubsample(1e-2);

    private static Item2VecModel fit(Item2VecOptions options) {
        return Item2VecTrainer.fit(CLUSTERS.sequences(), CLUSTERS.ids(), options, ProgressListener.none());
    }

    private static float[] floats(Item2VecModel model) {
        return Models.floats(model);
    }

    @ParameterizedTest
    @EnumSource
    void sequencesOnDiskGiveTheBitsOfSequencesInMemory(Architecture architecture, @TempDir Path directory)
            throws IOException {
        Item2VecOptions options = OPTIONS.withArchitecture(architecture);
        Item2VecModel memory =
                Item2VecTrainer.of(options).withStorage(CorpusStorage.MEMORY).fit(CLUSTERS.sequences(), CLUSTERS.ids());
        Item2VecModel disk = Item2VecTrainer.of(options)
                .withStorage(CorpusStorage.DISK)
                .withWorkDirectory(directory.resolve("work"))
                .fit(CLUSTERS.sequences(), CLUSTERS.ids());
        assertThat(floats(disk)).isEqualTo(floats(memory));
        assertThat(disk.training()).isEqualTo(memory.training());
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void anInterruptWhileEncodingToDiskStopsTrainingAndLeavesNoFile(@TempDir Path directory) {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Item2VecTrainer.of(OPTIONS)
                        .withStorage(CorpusStorage.DISK)
                        .withWorkDirectory(directory)
                        .fit(CLUSTERS.sequences(), CLUSTERS.ids()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void vectorsThatBlowUpAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(OPTIONS.withLearningRate(1, 1)
                        .withSharedContexts(1000)
                        .withWindow(1000)
                        .withShrinkWindow(false)
                        .withSubsample(0)
                        .withEpochs(200)))
                .withMessageContaining("training diverged")
                .withMessageContaining("learningRate");
    }

    @Test
    void oneThreadAndOneSeedGiveTheSameBits() {
        Item2VecModel first = fit(OPTIONS);

        assertThat(floats(fit(OPTIONS))).isEqualTo(floats(first));
        assertThat(fit(OPTIONS).training()).isEqualTo(first.training());
        assertThat(first.training().reproducible()).isTrue();
        assertThat(floats(fit(OPTIONS.withSeed(2)))).isNotEqualTo(floats(first));
    }

    @Test
    void everyOptionOfTrainingChangesTheVectors() {
        float[] base = floats(fit(OPTIONS));
        for (Item2VecOptions options : List.of(
                OPTIONS.withWindow(3),
                OPTIONS.withShrinkWindow(false),
                OPTIONS.withNegatives(7),
                OPTIONS.withExponent(-0.5),
                OPTIONS.withSubsample(1e-3),
                OPTIONS.withEpochs(4),
                OPTIONS.withLearningRate(0.05, 1e-4),
                OPTIONS.withLearningRate(0.025, 1e-2),
                OPTIONS.withSharedContexts(3),
                OPTIONS.withArchitecture(Architecture.CBOW),
                OPTIONS.withArchitecture(Architecture.CBOW).withSharedContexts(1),
                OPTIONS.withSchedule(LearningRateSchedule.COSINE),
                OPTIONS.withSchedule(LearningRateSchedule.CONSTANT),
                OPTIONS.withFreshNegatives(2))) {
            assertThat(floats(fit(options))).as("%s", options).isNotEqualTo(base);
        }
    }

    @Test
    void severalThreadsAreMarkedAsNotReproducible() {
        assertThat(fit(OPTIONS.withThreads(3)).training().reproducible()).isFalse();
    }

    @Test
    void theMeanLossLooksAtTheSamePairsForAnyNumberOfThreads() {
        // Next to no learning: what is left is which windows and negatives are drawn, and how often a negative is
        // skipped.
        Item2VecOptions still = OPTIONS.withLearningRate(1e-7, 0);
        List<Double> one = fit(still).training().epochLoss();
        assertThat(one.get(0)).isLessThan(6 * Math.log(2) - 1e-3).isNotEqualTo(one.get(1));
        for (int threads : new int[] {2, 3, 8}) {
            List<Double> several = fit(still.withThreads(threads)).training().epochLoss();
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(several.get(epoch))
                        .as("epoch %d, %d threads", epoch + 1, threads)
                        .isCloseTo(one.get(epoch), within(1e-6));
            }
        }
    }

    @Test
    void tracksBelowTheMinimumCountGetNoVectorAndRowsGoByCount() {
        IdMap ids = IdMap.of(List.of("rare", "b", "a", "often", "never"));
        int[] sequence = {3, 1, 2, 3, 1, 2, 3, 0};
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.of(Collections.nCopies(1, sequence)), ids, OPTIONS.withMinCount(2), ProgressListener.none());

        assertThat(model.vectors().rows()).isEqualTo(3);
        assertThat(model.vectors().track(0)).isEqualTo(3);
        assertThat(model.vectors().track(1)).as("equal counts: by id").isEqualTo(2);
        assertThat(model.vectors().support(2)).isEqualTo(2);
        assertThat(model.vectors().rowOf("rare")).isEqualTo(IdMap.ABSENT);
        assertThat(model.vectors().rowOf("never")).isEqualTo(IdMap.ABSENT);
        assertThat(model.vectors().rowOf("who")).isEqualTo(IdMap.ABSENT);
        assertThat(model.training().tokens()).isEqualTo(7);
    }

    @Test
    void withNothingToTrainOnTheModelHasNoVectors() {
        IdMap ids = IdMap.of(List.of("a", "b"));
        for (List<int[]> sequences : List.of(List.<int[]>of(), List.of(new int[] {0}), List.of(new int[] {0, 1}))) {
            Item2VecModel model =
                    Item2VecTrainer.fit(Sequences.of(sequences), ids, OPTIONS.withMinCount(2), ProgressListener.none());
            assertThat(model.vectors().rows()).isZero();
            assertThat(model.training().epochLoss()).isEmpty();
        }
    }

    @Test
    void aSingleTrackIsItsOwnNegativeWhichIsSkipped() {
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.of(List.of(new int[] {0, 0, 0, 0, 0, 0})),
                IdMap.of(List.of("a")),
                OPTIONS.withMinCount(1).withSubsample(0),
                ProgressListener.none());

        assertThat(model.vectors().rows()).isEqualTo(1);
        assertThat(model.training().epochLoss().get(0)).as("one positive pair").isCloseTo(Math.log(2), within(0.01));
    }

    @Test
    void aTrackOutOfRangeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2VecTrainer.fit(
                        Sequences.of(List.of(new int[] {0}, new int[] {1, 2})),
                        IdMap.of(List.of("a", "b")),
                        OPTIONS,
                        ProgressListener.none()))
                .withMessage("sequence 1, position 1: track 2 is not in [0, 2), the tracks given");
    }

    @Test
    void progressCountsEveryTokenOfEveryEpoch() {
        AtomicLong total = new AtomicLong();
        AtomicLong advanced = new AtomicLong();
        AtomicLong ends = new AtomicLong();
        List<String> messages = Collections.synchronizedList(new ArrayList<>());
        ProgressListener listener = new ProgressListener() {
            @Override
            public void start(String task, long newTotal, String unit) {
                total.set(newTotal);
            }

            @Override
            public void advance(long units) {
                advanced.addAndGet(units);
            }

            @Override
            public void message(String text) {
                messages.add(text);
            }

            @Override
            public void end() {
                ends.incrementAndGet();
            }
        };
        Item2VecModel model =
                Item2VecTrainer.fit(CLUSTERS.sequences(), CLUSTERS.ids(), OPTIONS.withThreads(2), listener);

        assertThat(total.get()).isEqualTo(3 * model.training().tokens());
        assertThat(advanced.get()).isEqualTo(total.get());
        assertThat(messages).hasSize(4);
        assertThat(messages.get(0)).contains("3 epochs", "of heap");
        assertThat(messages.subList(1, 4)).allMatch(text -> text.contains("mean loss"));
        assertThat(ends.get()).isEqualTo(1);
    }

    @Test
    void anInterruptStopsTrainingAndIsKept() {
        for (int threads : new int[] {1, 2}) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> fit(OPTIONS.withThreads(threads).withEpochs(1000)))
                    .withMessageContaining("epoch 1 of 1000");
            assertThat(Thread.interrupted()).as("%d threads", threads).isTrue();
        }
    }

    @Test
    void whatDoesNotFitTheHeapIsRefusedWithAdvice() {
        Vocabulary vocabulary = Vocabulary.of(CLUSTERS.sequences(), CLUSTERS.ids(), 1);
        Item2VecOptions options = OPTIONS.withDimension(100);
        TrainingMemory memory =
                TrainingMemory.of(vocabulary, CLUSTERS.ids().size(), AttributeVocabulary.none(), 1, options);
        assertThat(memory.tables()).isEqualTo((2 * 120 + 1) * 112 * 4L);

        assertThat(memory.place(CorpusStorage.AUTO, vocabulary, options, memory.total()))
                .isEqualTo(CorpusStorage.MEMORY);
        assertThat(memory.place(CorpusStorage.AUTO, vocabulary, options, memory.total() - 1))
                .isEqualTo(CorpusStorage.DISK);
        assertThat(memory.place(CorpusStorage.DISK, vocabulary, options, Long.MAX_VALUE))
                .isEqualTo(CorpusStorage.DISK);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.place(CorpusStorage.MEMORY, vocabulary, options, memory.total() - 1))
                .withMessageContaining("keep the sequences on disk");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        memory.place(CorpusStorage.AUTO, vocabulary, options, memory.total() - memory.corpus() - 1))
                .withMessageContaining("120 vectors of dimension 100")
                .withMessageContaining("-Xmx")
                .withMessageContaining("minCount (5)");
    }

    @Test
    void millionsOfWideVectorsAreRefusedBeforeTheyAreAllocated() {
        int tracks = 600_000;
        IdMap.Builder ids = new IdMap.Builder();
        int[] all = new int[tracks];
        for (int t = 0; t < tracks; t++) {
            all[t] = ids.add("t" + t);
        }
        IdMap built = ids.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2VecTrainer.fit(
                        Sequences.of(List.of(all)),
                        built,
                        OPTIONS.withMinCount(1).withDimension(4096),
                        ProgressListener.none()))
                .withMessageContaining("600000 vectors of dimension 4096");
        assertThatIllegalStateException()
                .isThrownBy(() -> Item2VecTrainer.fit(
                        Sequences.of(List.of(all)),
                        built,
                        OPTIONS.withMinCount(1).withDimension(3000),
                        ProgressListener.none()))
                .withMessageContaining("600,000 vectors of dimension 3000");
    }
}
