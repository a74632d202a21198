/** Tile stores: upper triangles of matrices in Parquet. */
package io.sparkhessian.io.tiles;
