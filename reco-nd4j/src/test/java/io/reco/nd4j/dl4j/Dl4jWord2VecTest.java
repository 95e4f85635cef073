package io.reco.nd4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.PlantedClusters;
import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.LearningRateSchedule;
import io.reco.nd4j.BackendCondition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(BackendCondition.USABLE)
class Dl4jWord2VecTest {
    private static final Item2VecOptions OPTIONS = Dl4jWord2Vec.honoured(
            Item2VecOptions.TEXT.withDimension(16).withSubsample(0).withEpochs(4));

    @Test
    void findsTheClusters() {
        PlantedClusters clusters = new PlantedClusters(100, 5, 500, 0.1, 5);
        AtomicLong advanced = new AtomicLong();
        ProgressListener counting = new ProgressListener() {
            @Override
            public void start(String task, long total, String unit) {}

            @Override
            public void advance(long units) {
                advanced.addAndGet(units);
            }

            @Override
            public void message(String text) {}

            @Override
            public void end() {}
        };
        Item2VecModel model = Dl4jWord2Vec.fit(clusters.sequences(), clusters.ids(), OPTIONS, counting);

        assertThat(clusters.purityAt10(model.vectors())).as("purity@10").isGreaterThan(0.9);
        assertThat(model.training().kernels()).contains("DL4J");
        assertThat(model.training().reproducible()).isFalse();
        assertThat(advanced.get()).isEqualTo(4 * model.training().tokens());
    }

    @Test
    void idsReachNoTokeniserAndRareTracksGetNoVector() {
        IdMap ids = IdMap.of(List.of("rare", "B b", " ", "a A", "B  b"));
        int[] sequence = {4, 3, 1, 2, 4, 3, 1, 2, 4, 0};
        Item2VecModel model = Dl4jWord2Vec.fit(
                Sequences.of(List.of(sequence, new int[] {0})), ids, OPTIONS.withMinCount(3), ProgressListener.none());
        assertThat(model.vectors().rows()).as("three times").isEqualTo(1);

        model = Dl4jWord2Vec.fit(
                Sequences.of(List.of(sequence, new int[] {1})), ids, OPTIONS.withMinCount(2), ProgressListener.none());
        assertThat(model.vectors().rows()).isEqualTo(4);
        assertThat(model.vectors().support(model.vectors().rowOf("B  b"))).isEqualTo(3);
        assertThat(model.vectors().support(model.vectors().rowOf("B b"))).isEqualTo(3);
        assertThat(model.vectors().rowOf("rare")).isEqualTo(IdMap.ABSENT);
        for (int row = 0; row < 4; row++) {
            assertThat(model.vectors().vector(row)).as("row %d", row).isNotEqualTo(new float[16]);
        }
    }

    @Test
    void withNothingToTrainOnThereAreNoVectors() {
        Item2VecModel model = Dl4jWord2Vec.fit(
                Sequences.of(List.of(new int[] {0})), IdMap.of(List.of("a")), OPTIONS, ProgressListener.none());
        assertThat(model.vectors().rows()).isZero();
    }

    @Test
    void whatDl4jDoesNotHonourIsRefusedByName() {
        Map<String, Item2VecOptions> refused = Map.of(
                "architecture", OPTIONS.withArchitecture(Architecture.CBOW),
                "shrinkWindow", OPTIONS.withShrinkWindow(false),
                "exponent", OPTIONS.withExponent(-0.5),
                "sharedContexts", OPTIONS.withSharedContexts(10),
                "freshNegatives", OPTIONS.withFreshNegatives(2),
                "schedule", OPTIONS.withSchedule(LearningRateSchedule.COSINE),
                "keepOutputs", OPTIONS.withKeepOutputs(true),
                "kernels", OPTIONS.withKernels(KernelChoice.SCALAR));
        IdMap ids = IdMap.of(List.of("a"));
        refused.forEach((name, options) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jWord2Vec.fit(Sequences.of(List.of()), ids, options, ProgressListener.none()))
                .withMessageStartingWith(name + " ")
                .withMessageContaining("cannot be honoured"));
    }

    @Test
    void aTrackOutOfRangeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jWord2Vec.fit(
                        Sequences.of(List.of(new int[] {0, 3})),
                        IdMap.of(List.of("a")),
                        OPTIONS,
                        ProgressListener.none()))
                .withMessage("sequence 0, position 1: track 3 is not in [0, 1), the tracks given");
    }
}
