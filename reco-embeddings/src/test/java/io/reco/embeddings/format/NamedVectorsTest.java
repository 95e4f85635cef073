package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.assertSame;
import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedVectorsTest {
    private static NamedVectors abc() {
        return vectors(List.of("a", "b", "c"), new float[] {1}, new float[] {2}, new float[] {3});
    }

    @Test
    void takesAndGivesTrackVectors() {
        IdMap tracks = IdMap.of(List.of("x", "c", "a", "y", "b"));
        FloatMatrix matrix = FloatMatrix.copyOf(new float[][] {{1}, {2}}, 1);
        TrackVectors some = new TrackVectors(tracks, new int[] {4, 1}, new int[] {7, 8}, matrix);
        NamedVectors named = NamedVectors.of(some);
        assertSame(named, vectors(List.of("b", "c"), new float[] {1}, new float[] {2}));
        assertThat(named.support(1)).isEqualTo(8);

        CatalogVectors back = named.toTrackVectors(tracks, UnknownIdPolicy.FAIL, 1);
        assertThat(back.unknownIds()).isZero();
        assertThat(back.vectors().matrix()).isSameAs(matrix);
        assertThat(back.vectors().rowOf("b")).isZero();
        assertThat(back.vectors().support(0)).isEqualTo(7);
        assertThat(back.vectors().rowOf("x")).isEqualTo(IdMap.ABSENT);
    }

    @Test
    void treatsIdsThatTheCatalogueDoesNotHaveByThePolicy() {
        IdMap tracks = IdMap.of(List.of("c", "z", "a"));
        assertThatThrownBy(() -> abc().toTrackVectors(tracks, UnknownIdPolicy.FAIL, 1))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("'b'");
        CatalogVectors known = abc().toTrackVectors(tracks, UnknownIdPolicy.IGNORE, 5);
        assertThat(known.unknownIds()).isEqualTo(1);
        assertThat(known.vectors().rows()).isEqualTo(2);
        assertThat(known.vectors().vector(known.vectors().rowOf("c"))).containsExactly(3);
        assertThat(known.vectors().vector(known.vectors().rowOf("a"))).containsExactly(1);
        assertThat(known.vectors().support(0)).isEqualTo(5);
        assertThat(abc().toTrackVectors(2).rowOf("b")).isEqualTo(1);
        assertThatThrownBy(() -> abc().toTrackVectors(-1)).hasMessageContaining("supportIfAbsent -1");
    }

    @Test
    void keepsTheMostSupportedInTheirOrder() {
        NamedVectors vectors = vectors(
                        List.of("d", "b", "c", "a"), new float[] {1}, new float[] {2}, new float[] {3}, new float[] {4})
                .withSupport(new int[] {5, 9, 5, 5});
        NamedVectors two = vectors.mostSupported(2);
        assertSame(two, vectors(List.of("b", "a"), new float[] {2}, new float[] {4}));
        assertThat(two.support(0)).isEqualTo(9);
        assertThat(vectors.mostSupported(4)).isSameAs(vectors);
        assertThat(vectors.mostSupported(0).rows()).isZero();
        assertThat(abc().mostSupported(3).rows()).isEqualTo(3);
        assertThatThrownBy(() -> abc().mostSupported(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vectors.mostSupported(-1)).hasMessage("limit -1 is below 0");
    }

    @Test
    void refusesWhatDoesNotFit() {
        FloatMatrix one = FloatMatrix.copyOf(new float[][] {{1, Float.NaN}}, 2);
        assertThatThrownBy(() -> new NamedVectors(IdMap.of(List.of("a")), one))
                .hasMessage("row 0 ('a'), component 1 is NaN");
        assertThatThrownBy(() -> new NamedVectors(IdMap.empty(), one)).hasMessageContaining("1 rows, there are 0 ids");
        assertThatThrownBy(() -> abc().withSupport(new int[2])).hasMessageContaining("support 2");
        assertThatThrownBy(() -> abc().withSupport(new int[] {1, 2, -3})).hasMessageContaining("-3 of row 2");
        assertThatThrownBy(() -> abc().support(0)).isInstanceOf(IllegalStateException.class);
    }
}
