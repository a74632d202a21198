package io.sparkhessian.distributed.problem;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.model.ModelFile;
import java.util.List;
import java.util.Optional;

/**
 * A job whose model, parameters, data and vectors are read and checked.
 *
 * @param parameterNames N names
 * @param featureNames d names; none without data
 * @param whyDense reason why features that came as sparse vectors are dense
 * @param modelFiles the files that the objective was read from
 * @param vectors the vectors that the quantity takes, if it takes any
 */
public record LoadedJob(
    Job job,
    Problem problem,
    SampleData data,
    List<String> parameterNames,
    List<String> featureNames,
    Optional<String> whyDense,
    List<ModelFile> modelFiles,
    Optional<VectorFile> vectors) {}
